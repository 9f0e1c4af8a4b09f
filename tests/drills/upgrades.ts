/** Upgrades under load, a migration in every second one: no request fails, and no form that was open is lost. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openPlainForm, type PlainForm } from "@/tests/support/drill/plain-form";
import { drillPortal } from "@/tests/support/drill/portal";
import { givenRelease, removeReleases, runLauncher } from "@/tests/support/drill/releases";
import { percentile, type Row, row } from "@/tests/support/drill/report";
import { findInDatabase } from "@/tests/support/drill/verify";
import { visitors } from "@/tests/support/drill/visitors";

export type UpgradesSize = { upgrades: number; perSecond: number; port: number; name: string };

const FORMS_EACH = 3;

export async function upgrades({ upgrades, perSecond, port, name }: UpgradesSize): Promise<Row[]> {
  const portal = drillPortal(name, port);
  await portal.start();
  const people = visitors(portal.origin, perSecond);
  const forms: PlainForm[] = [];
  const migrations: Record<string, string> = {};
  const seconds: number[] = [];
  let failed = 0;
  let migrated = 0;
  try {
    for (let number = 1; number <= upgrades; number += 1) {
      for (let form = 0; form < FORMS_EACH; form += 1) forms.push(await openPlainForm(portal.origin));
      if (number % 2 === 0) {
        const stamp = String(20_991_231_000_000 + number);
        migrations[`prisma/migrations/${stamp}_drill/migration.sql`] =
          `ALTER TABLE "Complaint" ADD COLUMN "drill${number}" TEXT;\nCREATE INDEX "Complaint_drill${number}_idx" ON "Complaint"("drill${number}");\n`;
        migrated += 1;
      }
      const salt = `${name}-${number}`;
      const next = givenRelease(portal.folder, salt, migrations);
      const began = Date.now();
      const env = { PORTAL_DATA_DIR: portal.folder, PORTAL_LIMITS: "off", JAWAB_RELEASE_SALT: salt };
      const { code, output } = await runLauncher("upgrade.mjs", env);
      seconds.push((Date.now() - began) / 1_000);
      const { current } = JSON.parse(readFileSync(join(portal.folder, "release.json"), "utf8"));
      if (code !== 0 || current.id !== next.id) {
        failed += 1;
        console.error(output);
      }
      await portal.whole();
    }
    await sleep(2_000);
    const lost: string[] = [];
    for (const form of forms) {
      const answer = await form.send();
      if (!answer.ok) lost.push(answer.why);
    }
    const { asked, failures, millis, acknowledged } = await people.stop();
    for (const failure of failures.slice(0, 20)) console.error(`  ${failure.at} ${failure.what}: ${failure.why}`);
    const whole = await portal.until((body, status) => status === 200 && body.spool?.waiting === 0, 120);
    const found = await findInDatabase(portal.folder, acknowledged);
    return [
      row("upgrades", `${upgrades} (${migrated} with a migration)`, failed === 0),
      row("each took, at most", `${Math.max(...seconds).toFixed(0)} s`),
      row("requests meanwhile", asked, asked >= upgrades * perSecond),
      row("of them failed", failures.length, failures.length === 0),
      row(
        "p50 and p95 of an answer",
        `${percentile(millis, 50).toFixed(0)} and ${percentile(millis, 95).toFixed(0)} ms`,
      ),
      row("forms opened before an upgrade and sent after the last", forms.length),
      row("of them lost", lost.length === 0 ? 0 : `${lost.length}: ${lost[0]}`, lost.length === 0),
      row("acknowledged lodgings", acknowledged.length, acknowledged.length > 0),
      row("of them not in the database", found.lost, found.lost === 0),
      row("entered twice", found.twice, found.twice === 0),
      row("records refused at replay", whole.spool?.refused ?? 0, (whole.spool?.refused ?? 0) === 0),
    ];
  } finally {
    await people.stop();
    await portal.stop();
    removeReleases();
  }
}
