/**
 * The one line in the log for what should not happen: name, code and place, never the message, which in Prisma's case
 * repeats the values that it was given. `where` names a route or a part, never an address that was asked for.
 */
export function logSurprise(where: string, error: unknown): void {
  const { name, message, stack, code }: Error & { code?: unknown } = error instanceof Error ? error : new Error();
  const frames = (stack ?? "")
    .replace(message, "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  console.error([`Surprise in ${where}: ${name} ${String(code ?? "")}`, ...frames.slice(0, 12)].join("\n"));
}
