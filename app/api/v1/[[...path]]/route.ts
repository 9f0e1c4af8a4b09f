import { problem } from "@/lib/http/problem";
import { apiHandler } from "@/lib/web/api-handler";

/** Every address under /api/v1 that no other route takes. */
const nothing = apiHandler("/api/v1/*", async ({ locale }) => problem("not-found", locale));

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
