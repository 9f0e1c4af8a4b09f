import { deleteSession } from "@/lib/data/sessions";

/** Ends a session for good: its cookie, wherever a copy of it lies, opens nothing from now on. Also where it has ended already. */
export async function signOut(sessionId: string): Promise<void> {
  await deleteSession(sessionId);
}
