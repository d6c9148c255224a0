package org.zhicheng.host;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;

import org.zhicheng.demo.play.ClockControl;
import org.zhicheng.demo.play.Player;
import org.zhicheng.demo.play.Result;
import org.zhicheng.demo.play.SignIn;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.stack.EmbeddedStack;

/** Plays the samples on the embedded stack, through its addresses like anybody else. */
public final class EmbeddedPlayer {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final EmbeddedStack stack;
    private final Samples samples;
    private final Path certificates;

    /** @param certificates the folder for downloaded certificates and lists */
    public EmbeddedPlayer(EmbeddedStack stack, Samples samples, Path certificates) {
        this.stack = stack;
        this.samples = samples;
        this.certificates = certificates;
    }

    /**
     * The cycle, employers and staff. The first time, a clock of another year is set to the first day of the window, or nobody could apply.
     */
    public void prepare() {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Player player = player(nowhere);
            if (stack.clock().instant().atZone(ZONE).getYear() != samples.cycle().year() && !player.isPrepared()) {
                stack.clock().set(samples.cycle().beginning().atZone(ZONE).toInstant());
            }
            player.prepare();
        }
    }

    /** Plays every sample to its end and tells what happened; whether all went as the samples say. */
    public boolean play(PrintStream progress) {
        return played(progress).held();
    }

    /** The same, with all that came of it. */
    public Result played(PrintStream progress) {
        return player(progress).play();
    }

    private Player player(PrintStream progress) {
        return new Player(stack.api(), stack.backend().issuer(), SignIn.directGrant(stack.backend().issuer(), Wiring.CLIENT),
                ClockControl.embedded(stack.api()), samples, certificates, progress);
    }
}
