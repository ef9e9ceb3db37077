/**
 * Memory that bodies larger than a form's may fill in this process, all together and of one
 * address: a sender who stops halfway keeps what was read of theirs, and no more.
 */
export interface UploadRoom {
  /** Makes room for so many bytes more; false when there is none. */
  take(address: string, bytes: number): boolean;
  give(address: string, bytes: number): void;
}

const MB = 1024 * 1024;

/** Bytes in all, and of one address: reading a form of files takes three times as much. */
export function createUploadRoom(most = 33 * MB, mostOfOne = 22 * MB): UploadRoom {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(address, bytes) {
      const own = (taken.get(address) ?? 0) + bytes;
      if (own > mostOfOne || all + bytes > most) return false;
      taken.set(address, own);
      all += bytes;
      return true;
    },
    give(address, bytes) {
      const own = (taken.get(address) ?? 0) - bytes;
      if (own > 0) taken.set(address, own);
      else taken.delete(address);
      all -= bytes;
    },
  };
}
