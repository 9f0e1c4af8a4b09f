import { z } from "zod";
import { ACTION_BODIES, type CitizenVerb } from "./actions";
import * as answers from "./answers";
import { LodgementSchema } from "./lodgement";
import { NearbyQuestionSchema, NearbySchema } from "./nearby";

/** Names under `components.schemas`, and the shape that each is made from. */
const SCHEMAS = {
  Lodgement: LodgementSchema,
  Lodged: answers.LodgedSchema,
  FileReceived: answers.FileReceivedSchema,
  PublicStatus: answers.PublicStatusSchema,
  OwnerStatus: answers.OwnerStatusSchema,
  Acted: answers.ActedSchema,
  NearbyQuestion: NearbyQuestionSchema,
  Nearby: NearbySchema,
  Problem: answers.ProblemSchema,
  Reference: answers.ReferenceSchema,
  Health: answers.HealthSchema,
  Readiness: answers.ReadinessSchema,
} satisfies Record<string, z.core.$ZodType>;
type SchemaName = keyof typeof SCHEMAS;

type Json = Record<string, unknown>;

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (schema: Json) => ({ "application/json": { schema } });
const answer = (description: string, name: SchemaName) => ({ description, content: jsonOf(ref(name)) });

const REFUSALS: Record<number, string> = {
  400: "The body broke off on the way",
  401: "No claim key",
  403: "Not this complaint's claim key",
  404: "Nothing here: an unknown complaint, file or action",
  409: "In conflict with what is there: other content under this ID; for an action `stale` with `changes`, or `not-allowed-now` with `allowed`",
  413: "Too large",
  415: "A type that is not taken",
  422: "Can't be taken: a mistyped ID (the check character says so), or one entry a field under `errors`",
  429: "Too many; `Retry-After` says when to come back",
  503: "Not just now",
  507: "No space left; nothing was kept",
};

function refusals(...statuses: (keyof typeof REFUSALS)[]): Json {
  const content = { "application/problem+json": { schema: ref("Problem") } };
  return Object.fromEntries(
    statuses.map((status) => {
      const headers = Number(status) === 429 ? { headers: { "Retry-After": { schema: { type: "integer" } } } } : {};
      return [String(status), { description: REFUSALS[status], content, ...headers }];
    }),
  );
}

const parameter = (name: string, description: string, schema: Json = { type: "string" }) => ({
  name,
  in: "path",
  required: true,
  description,
  schema,
});
const TRACKING_ID = parameter(
  "trackingId",
  "`PCP-XXXX-XXXX-XXXXX`; lower case, missing dashes, O for 0, I and L for 1, Urdu and Arabic digits are read too",
);
const LANGUAGE = {
  name: "lang",
  in: "query",
  description: "The language of labels; else `Accept-Language`, else English",
  schema: { type: "string", enum: ["en", "ur"] },
};
const BY_KEY = [{ claimKey: [] }];

let made: Json | undefined;

/** The API in OpenAPI 3.1, made from the shapes that requests are parsed with and answers are tested against. */
export function openApi(): Json {
  made ??= {
    openapi: "3.1.1",
    info: {
      title: "Jawab, the citizen's complaint portal",
      version: "1",
      description:
        "Tracking ID and claim key are made by the sender: 32 random bytes, base64url; `claimKeyHash` is the lower-case hex SHA-256 of that text. `contentHash` is the SHA-256 of the RFC 8785 canonical JSON as sent, without `savedAt`. Every PUT may be repeated. Count as delivered only what is answered with `ok: true` and your own hash.",
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    servers: [{ url: "/" }],
    paths: paths(),
    components: {
      schemas: shapes(),
      securitySchemes: {
        claimKey: { type: "http", scheme: "bearer", description: "The claim key, which is made with the tracking ID" },
      },
    },
  };
  return made;
}

function shapes(): Json {
  return Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(schema)]));
}

/** As sent, before trimming; what JSON Schema can't say (the refinements) the 422 says. */
function jsonSchema(schema: z.core.$ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}

function paths(): Json {
  return {
    "/api/v1/complaints/{trackingId}": {
      parameters: [TRACKING_ID],
      put: {
        operationId: "lodgeComplaint",
        summary: "Lodge a complaint under an ID of one's own making",
        requestBody: { required: true, content: jsonOf(ref("Lodgement")) },
        responses: {
          "200": answer("The same content was stored already", "Lodged"),
          "201": answer("Stored", "Lodged"),
          "202": answer("Taken while the app is away; it will be entered", "Lodged"),
          ...refusals(400, 409, 413, 415, 422, 429, 507),
        },
      },
      get: {
        operationId: "readStatus",
        summary: "The public status; with the claim key the whole complaint",
        parameters: [LANGUAGE],
        security: [{}, ...BY_KEY],
        responses: {
          "200": {
            description: "The status",
            content: jsonOf({ anyOf: [ref("PublicStatus"), ref("OwnerStatus")] }),
          },
          ...refusals(403, 404, 422, 429),
        },
      },
    },
    "/api/v1/complaints/{trackingId}/attachments/{sha256}": {
      parameters: [
        TRACKING_ID,
        parameter("sha256", "As listed in the lodging: lower-case hex SHA-256 of the raw bytes"),
      ],
      put: {
        operationId: "sendFile",
        summary: "Send a listed file, within 7 days",
        security: BY_KEY,
        requestBody: { required: true, content: { "application/octet-stream": {} } },
        responses: {
          "200": answer("This file was stored already", "FileReceived"),
          "201": answer("Stored", "FileReceived"),
          "202": answer("Taken while the app is away; it will be entered", "FileReceived"),
          ...refusals(400, 401, 403, 404, 409, 413, 415, 422, 429, 507),
        },
      },
    },
    ...Object.fromEntries(
      Object.entries(ACTION_BODIES).map(([verb, { summary, schema }]) =>
        actionPath(verb as CitizenVerb, summary, schema),
      ),
    ),
    "/api/v1/nearby": {
      post: {
        operationId: "findNearby",
        summary: "Open complaints of a service near a place, without anything of who lodged them",
        description:
          "For whoever is about to lodge the same: `ref` goes into the lodging as `joins`. Round the place to four decimals. `others` have joined it so far. Only services that happen at one place have a radius; sensitive complaints, and those against somebody, are never shown.",
        parameters: [LANGUAGE],
        requestBody: { required: true, content: jsonOf(ref("NearbyQuestion")) },
        responses: {
          "200": answer("At most five, the last touched first", "Nearby"),
          ...refusals(400, 413, 415, 422, 429, 503),
        },
      },
    },
    "/api/v1/reference.json": {
      get: {
        operationId: "readReference",
        summary: "Services and districts, by code, in both languages",
        responses: { "200": answer("The reference data", "Reference") },
      },
    },
    "/healthz": {
      get: {
        operationId: "readHealth",
        summary: "For load balancers: whether look-ups work",
        responses: { "200": answer("They work", "Health"), "503": answer("They don't", "Health") },
      },
    },
    "/readyz": {
      get: {
        operationId: "readReadiness",
        summary: "Whether every part is normal",
        responses: { "200": answer("All normal", "Readiness"), "503": answer("Some part is not", "Readiness") },
      },
    },
  };
}

function actionPath(verb: CitizenVerb, summary: string, schema: z.ZodType): [string, Json] {
  const post = {
    operationId: verb,
    summary,
    description:
      "`actionId` is a UUID by the sender: the same again gets the first answer. `version` is the one that the sender saw.",
    security: BY_KEY,
    requestBody: { required: true, content: jsonOf(jsonSchema(schema)) },
    responses: {
      "200": answer("Done", "Acted"),
      ...refusals(400, 401, 403, 404, 409, 413, 415, 422, 429, 503, 507),
    },
  };
  return [`/api/v1/complaints/{trackingId}/actions/${verb}`, { parameters: [TRACKING_ID], post }];
}
