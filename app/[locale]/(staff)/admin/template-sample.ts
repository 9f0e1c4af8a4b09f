import type { TemplateValues } from "@/lib/domain/complaint/template";

/** What stands in a template's gaps while it is looked at: nobody's complaint. */
export const SAMPLE: Record<"en" | "ur", TemplateValues> = {
  en: {
    trackingId: "PCP-7F3K-9QXM-2T8V7",
    service: "Sewerage overflow",
    district: "Lahore",
    department: "WASA Lahore",
    dueDate: "Fri, 18 December 2026",
    officerPost: "Officer, WASA Lahore",
    today: "Mon, 7 December 2026",
  },
  ur: {
    trackingId: "\u2066PCP-7F3K-9QXM-2T8V7\u2069",
    service: "گٹر کا ابلنا",
    district: "لاہور",
    department: "واسا لاہور",
    dueDate: "جمعہ، 18 دسمبر 2026",
    officerPost: "افسر، واسا لاہور",
    today: "پیر، 7 دسمبر 2026",
  },
};
