/** ln Γ(x) for x > 0 by Stirling's series after a shift to x >= 7; absolute error below 1e-9. */
export const logGamma = (x: number): number => {
  let shift = 1
  let y = x
  for (; y < 7; y++) shift *= y
  const square = 1 / (y * y)
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / y
  return (y - 0.5) * Math.log(y) - y + 0.9189385332046728 + series - Math.log(shift)
}
