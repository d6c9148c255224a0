package org.zhicheng.work.integrity;

import static org.zhicheng.ground.rule.NoticeRule.R29;

import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** Nobody records, upholds or withdraws what is found about themselves (R29). */
@Rule(R29)
final class OwnRecord {

    private OwnRecord() {
    }

    /**
     * @param idNumberHash whom a record is about
     * @throws Failure {@code OWN_APPLICATION}
     */
    static void refuse(PersonStore people, Actor actor, String idNumberHash) {
        if (people.find(actor.sub()).filter(p -> p.idNumberHash().equals(idNumberHash)).isPresent()) {
            throw new Failure(ErrorCode.OWN_APPLICATION);
        }
    }
}
