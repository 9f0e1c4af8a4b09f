/**
 * Whether anything on this phone is left to do, without a library: this is what every public page loads. A database of an
 * older version says yes, since it must be opened to be known; where there is none, none is made.
 */
export function hasTodo(): Promise<boolean> {
  return new Promise((resolve) => {
    const open = indexedDB.open("jawab");
    open.onupgradeneeded = () => open.transaction?.abort(); // there was none
    open.onerror = () => resolve(false);
    open.onsuccess = () => {
      const phone = open.result;
      const end = (isTodo: boolean) => {
        phone.close();
        resolve(isTodo);
      };
      if (phone.version < 2 || !phone.objectStoreNames.contains("complaints")) return end(phone.version < 2);
      const complaints = phone.transaction("complaints").objectStore("complaints");
      if (!complaints.indexNames.contains("todo")) return end(true);
      const count = complaints.index("todo").count();
      count.onsuccess = () => end(count.result > 0);
      count.onerror = () => end(true);
    };
  });
}
