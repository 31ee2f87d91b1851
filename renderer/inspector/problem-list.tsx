export function ProblemList() {
  return null;
}
