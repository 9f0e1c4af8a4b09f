/** The tag by which the browser wakes the service worker when there is a network, and what that one then tells open pages. */
export const WAKE_UP = "jawab-outbox";
