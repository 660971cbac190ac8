// Axes with round ticks; the same rule as round_axis in dashboard/figures/common.py.
(function (cockpit) {
  const SLACK = 0.02;

  cockpit.roundAxis = function (values, smallest, ticks, slack = SLACK) {
    const known = values.filter((value) => Number.isFinite(value));
    let low = Math.min(0, ...known);
    let high = Math.max(0, ...known);
    if (high - low < smallest) high = low + smallest;
    const rough = (high - low) / (ticks || 4);
    const power = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough * 0.9999);
    const out = (slack * (high - low)) / step;
    low = Math.floor(low / step + out) * step;
    high = Math.ceil(high / step - out) * step;
    const count = Math.round((high - low) / step);
    return { low, high, step, ticks: Array.from({ length: count + 1 }, (_, index) => low + index * step) };
  };

  // Whether an axis still holds its values, as far as the rule lets a line stand out of it.
  cockpit.holdsValues = function (axis, values) {
    const out = SLACK * (axis.high - axis.low);
    return values.every((value) => value === null || (value >= axis.low - out && value <= axis.high + out));
  };

  cockpit.unitOf = function (axis) {
    const largest = Math.max(Math.abs(axis.low), Math.abs(axis.high));
    return [1000000, 1000].find((unit) => axis.step >= unit && largest >= 2 * unit) || 1;
  };
})(window.cockpit);
