const END_OF_DIRECTORY = 0x06054b50;
/** 1 January 1980, midnight: the first moment that a zip file can hold. */
const EPOCH = 0x00210000;

/**
 * A copy of a zip file with every entry's time set to the format's first moment,
 * so that the same content gives the same bytes (PKWARE APPNOTE 4.3.12, 4.3.7).
 */
export function withoutTimes(zip: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(zip);
  const view = new DataView(copy.buffer);
  let end = copy.length - 22;
  while (end > 0 && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    view.setUint32(entry + 12, EPOCH, true);
    view.setUint32(view.getUint32(entry + 42, true) + 10, EPOCH, true);
    const lengths = [28, 30, 32].map((offset) => view.getUint16(entry + offset, true));
    entry += 46 + lengths.reduce((total, length) => total + length, 0);
  }
  return copy;
}
