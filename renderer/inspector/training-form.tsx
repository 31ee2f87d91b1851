export function TrainingForm() {
  return null;
}
