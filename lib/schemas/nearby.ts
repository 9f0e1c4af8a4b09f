import { z } from "zod";
import { DISTANCE_BANDS } from "@/lib/domain/complaint/joining";

/** The body of POST /api/v1/nearby. */
export const NearbyQuestionSchema = z.strictObject({
  serviceCode: z.string("required").regex(/^[A-Z]{3}-[A-Z0-9]{3,4}$/, "unknown-service"),
  lat: z.number("not-a-number").gte(-90, "off-the-map").lte(90, "off-the-map"),
  long: z.number("not-a-number").gte(-180, "off-the-map").lte(180, "off-the-map"),
});

/** Its answer: at most five, and nothing by which anybody could be known. */
export const NearbySchema = z.strictObject({
  complaints: z
    .array(
      z.strictObject({
        ref: z.string(),
        serviceCode: z.string(),
        service: z.string(),
        districtId: z.string(),
        lodgedOn: z.iso.date(),
        state: z.string(),
        stateLabel: z.string(),
        dueAt: z.iso.datetime().nullable(),
        distance: z.enum(DISTANCE_BANDS).nullable(),
        others: z.int().min(0),
      }),
    )
    .max(5),
});
export type NearbyAnswer = z.infer<typeof NearbySchema>;
