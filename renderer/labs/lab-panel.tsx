export function LabPanel() {
  return null;
}
