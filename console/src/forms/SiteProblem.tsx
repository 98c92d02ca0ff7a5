import type { ApiProblem } from "~/api/problem";
import { Button } from "~/ui/Button";
import { Notice } from "~/ui/Notice";

const CODES = new Set(["masquerade_no_tls13", "masquerade_unreachable"]);

/** Whether the refusal is about the masquerade site, and may be overruled. */
export function isSiteProblem(problem: ApiProblem | undefined): boolean {
  return problem !== undefined && CODES.has(problem.code);
}

/** The site does not look good from here; who knows better may take it anyway. */
export function SiteProblem(props: { problem: ApiProblem | undefined; onForce(): void }) {
  const { problem } = props;
  if (problem === undefined || !isSiteProblem(problem)) {
    return null;
  }
  return (
    <Notice
      tone="warn"
      live
      action={
        <Button size="small" onClick={props.onForce}>
          Use it anyway
        </Button>
      }
    >
      {problem.detail}
    </Notice>
  );
}
