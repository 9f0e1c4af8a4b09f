import { execFile } from "node:child_process";
import { renameSync } from "node:fs";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { listModeChanges } from "@/lib/data/audit-log";
import { transact } from "@/lib/data/db";
import { folder } from "@/lib/folder";
import { type Mode, readMode } from "@/lib/mode";
import { reason, reopen } from "../support/closing";

afterEach(reopen);

describe("npm run mode", () => {
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "lib/launcher/mode.ts", ...words], {
      env: { ...process.env },
    }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
    );

  test("sets, shows and ends it with the database away, and every process follows within a second", async () => {
    renameSync(folder.database, `${folder.database}.away`);
    try {
      expect(await run("show")).toEqual({ code: 0, said: "The portal is normal.\n" });
      const words = [
        "--reason-en",
        reason.en,
        "--reason-ur",
        reason.ur,
        "--until",
        "2099-11-25T06:00",
        "--who",
        "Bilal",
      ];
      const set = await run("read-only", ...words);
      expect(set).toMatchObject({ code: 0, said: expect.stringContaining("Wed, 25 November 2099, 6:00") });
    } finally {
      renameSync(`${folder.database}.away`, folder.database);
    }
    await expect.poll(() => readMode().mode, { timeout: 1_000, interval: 50 }).toBe("read-only");
    expect(readMode()).toMatchObject({ until: "2099-11-25T01:00:00.000Z", reason });
    expect(listModeChanges().at(-1)).toMatchObject({ actor: { id: null, name: "Bilal" } });
    await expect(transact((tx) => tx.setting.create({ data: { key: "x", value: "" } }))).rejects.toMatchObject({
      code: "READ_ONLY",
    });
    expect(await run("normal")).toMatchObject({ code: 0 });
    await expect.poll(() => readMode().mode, { timeout: 1_000, interval: 50 }).toBe("normal");
  }, 60_000);

  test("refuses what citizens could make nothing of, and changes nothing then", async () => {
    for (const words of [
      [],
      ["read-only"],
      ["read-only", "--reason-en", reason.en, "--reason-ur", reason.en],
      ["read-only", "--reason-en", reason.en, "--reason-ur", reason.ur, "--until", "tomorrow"],
      ["read-only", "--reason-en", reason.en, "--reason-ur", reason.ur, "--until", "2020-01-01T00:00"],
      ["normal", "--unknown"],
    ]) {
      expect((await run(...words)).code).toBe(2);
    }
    expect(readMode()).toEqual({ mode: "normal" } satisfies Mode);
  }, 60_000);
});
