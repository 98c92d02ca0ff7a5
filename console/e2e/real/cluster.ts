/** What the test that started the cluster tells about it, by environment. */
export const cluster = {
  /** Where a master serves the console. */
  url: told("COVEY_URL"),
  /** The password that `covey up` made. */
  password: told("COVEY_PASSWORD"),
  /** The cluster's first node, master and worker. */
  master: told("COVEY_MASTER"),
  /** A TLS 1.3 site for inbounds. */
  site: told("COVEY_SITE"),
  /** A bare machine that takes a log-in over SSH. */
  server: {
    host: told("COVEY_SSH_HOST"),
    port: told("COVEY_SSH_PORT"),
    user: told("COVEY_SSH_USER"),
    password: told("COVEY_SSH_PASSWORD"),
    hostKey: told("COVEY_SSH_HOST_KEY"),
  },
};

function told(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set: see ConsoleInBrowserTest, which starts this test.`);
  }
  return value;
}
