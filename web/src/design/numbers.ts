/** "5 %", "4.3 %"; one place below a tenth. */
export function percentText(share: number): string {
  return `${(share * 100).toLocaleString('en', { maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 })} %`;
}

/** "1 deployment", "1,042 deployments". */
export function countText(n: number, one: string, many: string = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
