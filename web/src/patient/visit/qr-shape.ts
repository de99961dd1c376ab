import { create } from "qrcode";

/** Light border that readers need, in modules (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** The path of a QR code and the size of its square, both in modules. */
export function qrShape(text: string): { shape: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  let shape = "";
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) shape += `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`;
  return { shape, size: modules.size + 2 * QUIET_ZONE };
}
