const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const directoryEnd = 0x06054b50
/** 1 January 1980, 00:00: the first moment that a zip can name. */
const epoch = 0x00210000

const endOf = (zip: Buffer): number => {
  for (let at = zip.length - 22; at >= 0; at--) if (zip.readUInt32LE(at) === directoryEnd) return at
  return -1
}

/** A zip whose entries tell nothing of when they were written: the same content is the same bytes. APPNOTE.TXT 4.3. */
export const undated = (zip: Buffer): Buffer => {
  const end = endOf(zip)
  if (end < 0) return zip
  const entries = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < entries && zip.readUInt32LE(at) === centralHeader; i++) {
    zip.writeUInt32LE(epoch, at + 12)
    const local = zip.readUInt32LE(at + 42)
    if (zip.readUInt32LE(local) === localHeader) zip.writeUInt32LE(epoch, local + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
