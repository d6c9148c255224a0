package org.zhicheng.local.play;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import org.zhicheng.local.EmbeddedStack;
import org.zhicheng.local.samples.Samples;

/** Plays the samples on the embedded stack, through its addresses like anybody else. */
public final class EmbeddedPlayer implements org.zhicheng.local.Player {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Path samples;
    private final Path certificates;
    private final String client;
    private final PrintStream out;

    /**
     * @param certificates the folder for downloaded certificates and lists
     * @param client       the client id that the issuer knows
     */
    public EmbeddedPlayer(Path samples, Path certificates, String client, PrintStream out) {
        this.samples = samples;
        this.certificates = certificates;
        this.client = client;
        this.out = out;
    }

    /**
     * The cycle, employers and staff. The first time, a clock of another year is set to the first day of the window, or nobody could apply.
     */
    @Override
    public void prepare(EmbeddedStack stack) {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Player player = player(stack, nowhere);
            if (stack.clock().instant().atZone(ZONE).getYear() != Plan.CYCLE && !player.isPrepared()) {
                stack.clock().set(Plan.BEGINNING.atZone(ZONE).toInstant());
            }
            player.prepare();
        }
    }

    @Override
    public boolean play(EmbeddedStack stack) {
        return player(stack, out).play().held();
    }

    private Player player(EmbeddedStack stack, PrintStream progress) {
        return new Player(stack.api(), stack.backend().issuer(), SignIn.directGrant(stack.backend().issuer(), client),
                ClockControl.embedded(stack.api()), Samples.read(samples), certificates, progress);
    }
}
