import { z } from "zod";

/** Longer ones are refused before anything is hashed. */
export const SignInSchema = z.object({
  email: z.string("required").trim().toLowerCase().min(1, "required").max(254, "too-long"),
  password: z.string("required").min(1, "required").max(256, "too-long"),
});
