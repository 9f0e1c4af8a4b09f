/** The zone of every day that the portal counts or names (design §5, "Clocks"). */
export const ZONE = "Asia/Karachi";
