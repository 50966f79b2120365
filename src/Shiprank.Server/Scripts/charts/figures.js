// Numbers in the same forms as the server writes them (Shell/Figures.cs).
const numbers = digits => new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const [n0, n1, n2] = [0, 1, 2].map(numbers);

export const count = value => n0.format(value);
export const usd = value => (value < 0 ? '−$' : '$') + (Math.abs(value) >= 1000 ? n0 : n2).format(Math.abs(value));
export const percent = value => `${n1.format(value)}\u00a0%`;

/** For an axis: no more digits than tell its steps apart. */
export const usdShort = value => {
  const size = Math.abs(value);
  const [scaled, unit] = size >= 1e6 ? [size / 1e6, '\u00a0M'] : size >= 1000 ? [size / 1000, '\u00a0k'] : [size, ''];
  return `${value < 0 ? '−' : ''}$${Number(scaled.toFixed(1))}${unit}`;
};

export const percentShort = value => `${Number(value.toFixed(1))}\u00a0%`;

const short = value => {
  const size = Math.abs(value);
  const [scaled, unit] = size >= 1e9 ? [value / 1e9, '\u00a0B'] : size >= 1e6 ? [value / 1e6, '\u00a0M'] : size >= 1e4 ? [value / 1e3, '\u00a0k'] : [value, ''];
  return `${Number(scaled.toFixed(2))}${unit}`;
};

/** A kind of figure by the name that the server gives it: how it stands on an axis, and how in a sentence. */
export const formats = {
  usd: { axis: usdShort, full: usd },
  percent: { axis: percentShort, full: percent },
  count: { axis: short, full: count },
  rate: { axis: short, full: value => n2.format(value) },
};
