package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Clock;
import java.util.List;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.Lot;
import org.zhicheng.dossier.committee.Session.Draw;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** The office draws the panel with a seed that became public after the candidates were fixed, so that anyone can draw it again (R45). */
@Rule(R45)
public final class DrawPanel {

    private static final int LONGEST = 200;

    private final ExpertStore experts;
    private final Sessions sessions;

    public DrawPanel(SessionStore store, ExpertStore experts, Clock clock) {
        this.experts = experts;
        this.sessions = new Sessions(store, clock);
    }

    /**
     * @param seed as it was published
     * @param source where, so that anyone finds it
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code RULES_BROKEN},
     *         {@code SESSION_STEP}, {@code SETTING_CHANGED}
     */
    public Session draw(Actor actor, String id, int seen, String seed, String source) {
        Role role = Roles.require(actor, "抽取专家", Role.OFFICE);
        String published = text(seed, "seed", new Text("种子", "the seed"));
        String where = text(source, "source", new Text("种子来源", "the source of the seed"));
        return sessions.change(id, new Sessions.Step(actor, role, "DRAW_PANEL", where + " " + published, seen), (session, now) -> {
            Draw fixed = session.lastDraw();
            if (session.phase() == Phase.DRAWN && fixed.lot().seed().filter(published::equals).isPresent()
                    && fixed.source().filter(where::equals).isPresent()) {
                return session;
            }
            Sessions.require(session, Phase.PLANNED);
            if (!now.isAfter(fixed.fixed())) {
                throw new Failure(ErrorCode.INVALID_VALUE, "seed",
                        new Text("确定候选名单之后公布的种子", "a seed published after the candidates were fixed"));
            }
            Lot lot = fixed.lot().seeded(published);
            Lot.Drawn drawn = lot.draw();
            return session.drawn(fixed.drawn(lot, where, now), seats(drawn.panel()), seats(drawn.substitutes()));
        });
    }

    private List<Seat> seats(List<String> drawn) {
        return Reads.each(drawn, id -> experts.find(id).map(DrawPanel::seat).orElseGet(() -> new Seat(id, "", id, "", "")));
    }

    private static Seat seat(Expert expert) {
        return new Seat(expert.id(), expert.sub().orElse(""), expert.name(), expert.title(), expert.employerName());
    }

    private static String text(String given, String field, Text label) {
        String text = given == null ? "" : Canonical.line(given);
        if (text.isEmpty()) {
            throw new Failure(ErrorCode.MISSING_FIELD, field);
        }
        if (Length.of(text) > LONGEST) {
            throw new Failure(ErrorCode.INVALID_VALUE, field, new Text("不超过" + LONGEST + "字", "at most " + LONGEST + " characters"));
        }
        PrintedText.require(text, field, label);
        return text;
    }
}
