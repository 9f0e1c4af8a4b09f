import type { Picture } from "@/lib/data/audit-entries";
import type { SetupSection } from "@/lib/schemas/setup";
import { ABSENCE } from "./absence";
import { DEPARTMENT } from "./department";
import { DESK } from "./desk";
import { DISTRICT } from "./district";
import { EMERGENCY_NUMBER } from "./emergency-number";
import { HOLIDAY } from "./holiday";
import { NOTICE } from "./notice";
import { OFFICER } from "./officer";
import { RULE } from "./rule";
import type { Section } from "./section";
import { SERVICE } from "./service";
import { TEMPLATE } from "./template";

/** Each only ever meets pictures that its own schema or its own `read` has made, which is what the types can't say here. */
function any<V extends Picture>(section: Section<V>): Section {
  return section as unknown as Section;
}

const SECTIONS: Record<SetupSection, Section> = {
  departments: any(DEPARTMENT),
  desks: any(DESK),
  officers: any(OFFICER),
  absences: any(ABSENCE),
  services: any(SERVICE),
  numbers: any(EMERGENCY_NUMBER),
  districts: any(DISTRICT),
  holidays: any(HOLIDAY),
  templates: any(TEMPLATE),
  rules: any(RULE),
  notices: any(NOTICE),
};

/** How one kind of thing is read, checked and changed. */
export function sectionOf(name: SetupSection): Section {
  return SECTIONS[name];
}

/** The section whose changes the audit calls by that name; null for the mode, passwords and sessions. */
export function sectionNamed(what: string): SetupSection | null {
  const found = Object.entries(SECTIONS).find(([, section]) => section.what === what);
  return found ? (found[0] as SetupSection) : null;
}
