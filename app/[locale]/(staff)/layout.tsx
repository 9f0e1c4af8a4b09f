import type { Metadata } from "next";
import type { ReactNode } from "react";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { robots: { index: false, follow: false } };

/** No identity is checked here: a layout is not rendered anew for each page. Every page and action does it itself. */
export default function StaffLayout({ children }: { children: ReactNode }) {
  return children;
}
