export function colourVar(colour: number): string {
  return `var(--route-${colour})`;
}
