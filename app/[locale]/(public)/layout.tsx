import type { ReactNode } from "react";
import { PhoneReady } from "@/components/complaint/phone/phone-ready";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <PhoneReady />
    </>
  );
}
