package org.opencompliance.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Requests that end at the second question for their answer. */
final class FakeRequests {

    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Integer> questions = new HashMap<>();

    /** Leaves a request with the text of its answer; returns what an operation of an MBean returns. */
    synchronized String leave(String answer) {
        String id = "20261129T080211Z-" + answers.size();
        answers.put(id, answer);
        return "Asked for as " + id + "; it is begun within seconds, and its answer is kept under that name";
    }

    synchronized String answer(String id) {
        ObjectNode answer = Fixtures.JSON.createObjectNode().put("id", id);
        if (!answers.containsKey(id)) {
            return Fixtures.text(answer.put("state", "unknown"));
        }
        return questions.merge(id, 1, Integer::sum) == 1
                ? Fixtures.text(answer.put("state", "running"))
                : Fixtures.text(
                        answer.put("state", "ended").put("outcome", "done").put("text", answers.get(id)));
    }
}
