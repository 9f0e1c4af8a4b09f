import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { electLead, type Lead } from "@/lib/door/lead";
import { startChild } from "../support/door/processes";

let directory = "";
const leads: Lead[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jawab-lead-"));
});
afterEach(() => {
  for (const lead of leads.splice(0)) lead.close();
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

const file = () => join(directory, "door", "lead.sqlite");

function elect(): Lead {
  const lead = electLead(file());
  leads.push(lead);
  return lead;
}

function startLeader(...args: string[]): ChildProcess {
  const child = startChild("lead-process.ts", [file(), ...args]);
  children.push(child);
  return child;
}

const led = (lead: Lead) => new Promise<void>((resolve) => lead.onLead(resolve));

test("the first leads, and the second when the first lets go", async () => {
  const [first, second] = [elect(), elect()];
  expect([first.leads(), second.leads()]).toEqual([true, false]);
  await led(first);
  let isTold = false;
  second.onLead(() => {
    isTold = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect([isTold, second.leads()]).toEqual([false, false]);
  first.close();
  await led(second);
  expect([isTold, first.leads(), second.leads()]).toEqual([true, false, true]);
});

test("who gives up before it leads never does", async () => {
  const [first, second, third] = [elect(), elect(), elect()];
  second.close();
  first.close();
  await led(third);
  expect(second.leads()).toBe(false);
});

test("a leader stays one though nobody keeps what it was given", async () => {
  const child = startLeader("forgetful");
  await once(child, "message");
  const second = elect();
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(second.leads()).toBe(false);
  child.kill("SIGKILL");
  await led(second);
});

test("a leader that is killed is followed by one alone", async () => {
  const child = startLeader();
  await once(child, "message");
  const [second, third] = [elect(), elect()];
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([second.leads(), third.leads()]).toEqual([false, false]);
  child.kill("SIGKILL");
  await Promise.race([led(second), led(third)]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect([second.leads(), third.leads()].filter(Boolean)).toEqual([true]);
});
