import type { CaseFileItem } from "./case-files";

const ROLES = ["photo", "document", "voice", "evidence"] as const;
type Listed = { sha256: string; type: string; bytes: number; role: string; arrived: boolean };

/** A complaint's files as the page shows them; `page` is the address under which they lie. */
export function toFileItems(files: readonly Listed[], page: string): CaseFileItem[] {
  return files.map(({ sha256, type, bytes, role, arrived }) => ({
    sha256,
    type,
    bytes,
    role: ROLES.find((known) => known === role) ?? "document",
    href: arrived ? `${page}/files/${sha256}` : null,
  }));
}
