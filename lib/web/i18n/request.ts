import { getRequestConfig } from "next-intl/server";
import { isLocale } from "./locale";
import { MESSAGES } from "./messages";
import { DEFAULT_LOCALE } from "./routing";

export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = isLocale(requested) ? requested : DEFAULT_LOCALE;
  return { locale, messages: MESSAGES[locale], timeZone: "Asia/Karachi" };
});
