import { toNestErrors } from "@hookform/resolvers";
import type { Resolver } from "react-hook-form";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";
import { decideLodgement } from "@/lib/schemas/lodge-form";

type Asked = { language: "en" | "ur"; needsPlace: (serviceCode: string) => boolean };

/** Stands in for what isn't minted before sending. */
const NO_HASH = "0".repeat(64);

/** react-hook-form asks the same zod shape as the server does; an error's `message` is its code. */
export function lodgeResolver({ language, needsPlace }: Asked): Resolver<LodgeAnswers> {
  return (answers, _context, options) => {
    const decision = decideLodgement(answers, {
      language,
      claimKeyHash: NO_HASH,
      savedAt: new Date().toISOString(),
      attachments: [],
      needsPlace: needsPlace(answers.serviceCode),
    });
    if (decision.ok) return { values: answers, errors: {} };
    const errors = decision.error.map(({ field, code }) => [field, { type: code, message: code }] as const);
    return { values: {}, errors: toNestErrors(Object.fromEntries(errors), options) };
  };
}
