package dev.covey.etcd.door;

/** Says who calls. Asked on the thread of the call, before anything is done. */
@FunctionalInterface
public interface Gate {

    /** The caller, or etcd's error if it must say who it is and does not. */
    Caller caller();
}
