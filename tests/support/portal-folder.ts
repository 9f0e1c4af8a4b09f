import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { TEMPLATE } from "./global-setup";

// Before anything imports lib/env: a portal folder of this test file's own.
const directory = mkdtempSync(join(tmpdir(), "jawab-portal-"));
cpSync(TEMPLATE, directory, { recursive: true });
process.env.PORTAL_DATA_DIR = directory;

afterAll(() => rmSync(directory, { recursive: true, force: true }));
