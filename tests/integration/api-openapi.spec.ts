import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { GET } from "@/app/api/v1/openapi.json/route";
import { GET as reference } from "@/app/api/v1/reference.json/route";
import { ACTION_BODIES } from "@/lib/schemas/actions";
import { ReferenceSchema } from "@/lib/schemas/answers";

type Json = { [key: string]: unknown };
const context = { params: Promise.resolve({}) };
const ask = (path: string) => new Request(`http://portal.test/api/v1/${path}`);

async function readDescription(): Promise<Json & { paths: Record<string, Json> }> {
  const response = await GET(ask("openapi.json"), context);
  expect(response.status).toBe(200);
  return response.json();
}

test("each reference in the description leads somewhere", async () => {
  const description = await readDescription();
  expect(description.openapi).toMatch(/^3\.1\./);
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path);
  expect(references.length).toBeGreaterThan(20);
  for (const path of references) {
    const target = path.split("/").reduce<unknown>((at, key) => (at as Json | undefined)?.[key], description);
    expect(target, path).toBeTypeOf("object");
  }
});

test("what is described exists, and what exists under /api/v1 is described", async () => {
  const { paths } = await readDescription();
  const verbs = Object.keys(ACTION_BODIES);
  const described = Object.keys(paths).map((path) => path.replaceAll("{", "[").replaceAll("}", "]"));
  for (const verb of verbs) expect(described).toContain(`/api/v1/complaints/[trackingId]/actions/${verb}`);
  const routes = described.map((path) => path.replace(/\/actions\/[a-z]+$/, "/actions/[action]"));
  for (const route of routes) expect(existsSync(`app${route}/route.ts`), route).toBe(true);
  const existing = readdirSync("app/api/v1", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => `/api/v1/${dirname(file)}`)
    .filter((route) => !route.endsWith("/[[...path]]") && !route.endsWith("/openapi.json"));
  expect([...new Set(routes)].filter((route) => route.startsWith("/api/")).sort()).toEqual(existing.sort());
});

test("what a lodging must have is marked so", async () => {
  const { components } = await readDescription();
  const { Lodgement } = (components as { schemas: Record<string, Json> }).schemas;
  expect(Lodgement?.required).toEqual(["kind", "serviceCode", "districtId", "language", "claimKeyHash", "savedAt"]);
  expect(Lodgement?.additionalProperties).toBe(false);
});

test("the reference data names every service and district in both languages", async () => {
  const response = await reference(ask("reference.json"), context);
  const data = ReferenceSchema.parse(await response.json());
  expect(data.services).toHaveLength(115);
  expect(data.districts).toHaveLength(169);
  expect(data.version).not.toBe("");
  const { name, sensitive } = data.services.find(({ code }) => code === "WAT-SEWR") ?? {};
  expect(name?.ur).toMatch(/\p{Script=Arabic}/u);
  expect(sensitive).toBe(false);
});
