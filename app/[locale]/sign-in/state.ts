import type { FieldProblem } from "@/components/ui/error-summary";

export type SignInState = { attempt: number; email: string; problems: readonly FieldProblem[] };

export const FIRST: SignInState = { attempt: 0, email: "", problems: [] };
