/** "−1.50" with a real minus, and never "−0.00". */
export function saySigned(value: number, digits = 2): string {
  const size = Math.abs(value).toFixed(digits);
  return value < 0 && Number(size) !== 0 ? `−${size}` : size;
}
