import type { ApiProblem } from "~/api/problem";
import { Button } from "~/ui/Button";
import { Notice } from "~/ui/Notice";

/** A refusal of a form; left out when it stands beside one of the form's own fields. */
export function FormProblem(props: {
  problem: ApiProblem | undefined;
  fields?: readonly string[];
  onAgain?: () => void;
  onOverwrite?: (() => void) | undefined;
}) {
  const { problem, fields = [], onAgain, onOverwrite } = props;
  if (problem === undefined || (problem.field !== undefined && fields.includes(problem.field))) {
    return null;
  }
  if (problem.outcomeUnknown && onAgain !== undefined) {
    return (
      <Notice
        tone="warn"
        live
        title="No answer came."
        action={
          <Button size="small" onClick={onAgain}>
            Ask again
          </Button>
        }
      >
        It may have been done. Asking again is safe: it is applied at most once.
      </Notice>
    );
  }
  if (problem.code === "moved" && onOverwrite !== undefined) {
    return (
      <Notice
        tone="warn"
        live
        title="Somebody changed it meanwhile."
        action={
          <Button size="small" onClick={onOverwrite}>
            Save mine anyway
          </Button>
        }
      >
        Only the fields that you changed are written.
      </Notice>
    );
  }
  return (
    <Notice tone="bad" live>
      {problem.detail}
    </Notice>
  );
}
