import type { Meta, Permission } from "./shared";

export type OperationState =
  | "Pending"
  | "AwaitingCode"
  | "Running"
  | "Succeeded"
  | "Failed"
  | "Cancelled";

export interface Stage {
  name: string;
  state: OperationState;
  message: string;
  startedAt?: string | null;
  endedAt?: string | null;
}

export interface Operation extends Meta {
  type: string;
  subject: string;
  actor: string;
  attempt: number;
  cancelled?: boolean;
  /** What it was started with, without secrets. */
  parameters?: Readonly<Record<string, string>>;
  status: {
    state: OperationState;
    attempt: number;
    stages: Stage[];
    log: string[];
    result: string;
  };
}

export type Severity = "notice" | "warning" | "alarm";

export interface Event extends Meta {
  severity: Severity;
  reason: string;
  subject: string;
  text: string;
}

export interface Session {
  admin: string;
  role: Permission;
  csrf: string;
  mustChangePassword: boolean;
}

export interface Admin extends Meta {
  role: Permission;
  mustChangePassword: boolean;
}

export interface Token extends Meta {
  role: Permission;
  createdBy: string;
  expiresAt?: string | null;
}

export interface AuditEntry extends Meta {
  actor: string;
  action: string;
  subject: string;
  detail: string;
}
