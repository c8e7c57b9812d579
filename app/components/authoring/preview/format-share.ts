/** A share of a whole, 0–1, in per cent to one decimal place: 0.225 → "22.5%". */
export function formatShare(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}
