// What the launcher does when it is asked over its socket: one JSON value a line, `{do}` in, `{ok}`, `{progress}` or `{reason}` out.

/** The channel that has announced an upgrade; its end gives the place free, whatever ended it. */
let upgrader = null;

/** `control` gives the launcher's powers, or null while it is still starting. */
export async function serveControl(channel, control) {
  channel.onClose(() => {
    if (upgrader === channel) upgrader = null;
  });
  for await (const order of channel.values()) {
    const powers = control();
    if (!powers) channel.send({ ok: false, reason: "The portal is still starting" });
    else if (order.do === "status") channel.send({ ok: true, ...powers.status() });
    else if (order.do === "announce") channel.send(announce(channel));
    else if (order.do === "switch") await switchTo(channel, powers, order.release);
    else if (order.do === "stop") powers.stop();
    else channel.send({ ok: false, reason: "Unknown order" });
  }
}

function announce(channel) {
  if (upgrader && upgrader !== channel) return { ok: false, reason: "Another upgrade is under way" };
  upgrader = channel;
  return { ok: true };
}

async function switchTo(channel, powers, release) {
  const announced = announce(channel);
  if (!announced.ok || powers.status().isSwitching) {
    channel.send({ ok: false, reason: "Another upgrade is under way" });
    return;
  }
  try {
    await powers.switchTo(release, (progress) => channel.send({ progress }));
    channel.send({ ok: true });
  } catch (error) {
    channel.send({ ok: false, reason: error.message });
  }
}
