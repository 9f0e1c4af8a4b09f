/** Run by portal-nature.spec.ts: ends with 1 where the app would refuse to start. */
import { refuseUnsafeStart } from "@/lib/app-server/unsafe-start";
import { findPortal } from "@/lib/folder";

await refuseUnsafeStart(findPortal());
process.exit(0);
