"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readLodgeForm } from "@/lib/http/lodge-form";
import { addClaim } from "@/lib/web/claims";
import type { LodgeState } from "@/lib/web/lodge-state";
import { setJustLodged } from "@/lib/web/lodged-cookie";
import { paths } from "@/lib/web/paths";
import { lodgeByForm } from "./lodge-by-form";

/** Open to everybody: nobody needs an account to complain. */
export async function lodge(before: LodgeState, form: FormData): Promise<LodgeState> {
  const input = await readLodgeForm(form);
  const outcome = await lodgeByForm(input, await headers());
  if (!outcome.ok) {
    const { errors, trouble } = outcome.error;
    const attempt = (before?.attempt ?? 0) + 1;
    return { attempt, answers: input.answers, errors, trouble, hadFiles: input.hadFiles };
  }
  const { trackingId, claimKey } = outcome.value;
  await addClaim({ trackingId, claimKey });
  await setJustLodged(outcome.value, input.language);
  redirect(paths.lodged(input.language, trackingId));
}
