import fc from "fast-check";

// What lands is judged on the same cases each time; at a developer's desk every run tries new ones. A failure prints its seed.
if (process.env.CI) fc.configureGlobal({ seed: 20_261_124 });
