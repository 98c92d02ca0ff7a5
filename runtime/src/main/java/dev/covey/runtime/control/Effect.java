package dev.covey.runtime.control;

/**
 * Something to be done outside the store: a program started elsewhere, a membership change, a call
 * to a cloud. A value; an {@link Effector} carries it out.
 */
public interface Effect {
    /**
     * What it is, with the attempt: while one with this id is under way, or has ended and its news
     * is not yet dealt with, it is not started again.
     */
    String id();

    /**
     * The key of the row that stands for it. It must have been written in this reign, so that a
     * successor knows what may have been done, and a predecessor's attempt is told apart.
     */
    String row();
}
