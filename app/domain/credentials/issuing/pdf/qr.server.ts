import QRCode from "qrcode";

/** Blank modules around a code, without which readers do not find it (ISO/IEC 18004 §9.1). */
const QUIET = 4;

/** A QR code of `text` as squares in SVG path data, in a box of `size` points with its quiet zone. */
export function qrPath(text: string, x: number, y: number, size: number): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "Q" });
  const unit = size / (modules.size + 2 * QUIET);
  const at = (index: number) => (index + QUIET) * unit;
  let path = "";
  for (let row = 0; row < modules.size; row += 1) {
    let column = 0;
    while (column < modules.size) {
      let end = column;
      while (end < modules.size && modules.get(row, end)) end += 1;
      if (end > column) {
        const [left, top] = [x + at(column), y + at(row)].map(round);
        const [right, bottom] = [x + at(end), y + at(row + 1)].map(round);
        path += `M${left} ${top}H${right}V${bottom}H${left}Z`;
      }
      column = end + 1;
    }
  }
  return path;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
