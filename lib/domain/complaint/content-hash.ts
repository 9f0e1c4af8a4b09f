import { canonicalJson, sha256Hex } from "./canonical-json";

/**
 * Lower-case hex SHA-256 of the RFC 8785 canonical JSON of a lodging as received, without `savedAt`: the same content saved
 * again at another time is the same complaint. Source: design §4.
 */
export function contentHash(body: Readonly<Record<string, unknown>>): string {
  const { savedAt: _, ...content } = body;
  return sha256Hex(canonicalJson(content));
}
