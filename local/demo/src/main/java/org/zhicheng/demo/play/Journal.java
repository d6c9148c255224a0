package org.zhicheng.demo.play;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Tells what is played, a line a step. People are played at the same time, so a person's lines are printed together. */
final class Journal {

    private static final int NAME_WIDTH = 20;
    private static final int STEP_WIDTH = 46;

    private final PrintStream out;
    private final List<String> failures = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private String heading = "";
    private int steps;

    Journal(PrintStream out) {
        this.out = out;
    }

    /** A step did not go as it should; what follows it makes no sense for this person. */
    static final class StepFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StepFailed(Throwable cause) {
            super(cause);
        }
    }

    /** The heading of what follows; not printed where nothing follows. */
    void heading(LocalDate day, String title) {
        synchronized (out) {
            heading = "\n── " + day + "  " + title + "\n";
        }
    }

    /** What follows belongs to none. */
    void noHeading() {
        synchronized (out) {
            heading = "";
        }
    }

    void line(String text) {
        synchronized (out) {
            out.println(heading + text);
            out.flush();
            heading = "";
        }
    }

    /** The lines of one person, printed when it is closed. */
    Block block(String name) {
        return new Block(name);
    }

    synchronized void waits(String what) {
        waiting.add(what);
    }

    synchronized void fails(String what) {
        failures.add(what);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized List<String> waiting() {
        return List.copyOf(waiting);
    }

    synchronized int steps() {
        return steps;
    }

    private synchronized void count() {
        steps++;
    }

    /** Text that takes this many columns, where a Chinese character takes two. */
    static String padded(String text, int columns) {
        int width = text.codePoints().map(c -> c >= 0x2E80 && c < 0x1_0000 || c >= 0x2_0000 ? 2 : 1).sum();
        return text + " ".repeat(Math.max(0, columns - width));
    }

    /** What one person does. */
    final class Block implements AutoCloseable {

        private final String name;
        private final StringBuilder lines = new StringBuilder();

        private Block(String name) {
            this.name = name;
        }

        /**
         * Does a step and tells how long it took.
         *
         * @param action answers what came of it, in a few words
         * @throws StepFailed where it did not go as it should; that was told
         */
        void step(String what, Callable<String> action) {
            count();
            long start = System.nanoTime();
            try {
                tell(start, what, "→ " + action.call());
            } catch (Unexpected e) {
                fail(start, what, e.getMessage());
                throw new StepFailed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StepFailed(e);
            } catch (Exception e) {
                // A defect of the player itself, or an answer of another shape than thought.
                fail(start, what, e.toString());
                throw new StepFailed(e);
            }
        }

        /** Tells something that took no time. */
        void note(String text) {
            lines.append("          ").append(padded(name, NAME_WIDTH)).append(' ').append(text).append('\n');
        }

        @Override
        public void close() {
            if (!lines.isEmpty()) {
                line(lines.toString().stripTrailing());
            }
        }

        private void fail(long start, String what, String why) {
            tell(start, what, "✗ " + why);
            fails(name + " " + what + ": " + why);
        }

        private void tell(long start, String what, String result) {
            double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
            lines.append("%8.3fs ".formatted(seconds)).append(padded(name, NAME_WIDTH)).append(' ').append(padded(what, STEP_WIDTH))
                    .append(' ').append(result).append('\n');
        }
    }
}
