package org.opencompliance.archiver.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests of an attacker for contents, secrets or control over the program. */
final class Forbidden {

    static final String CONTEXT = "org.apache.camel:context=wechat-archiver,type=context,name=\"wechat-archiver\"";

    private static final String ROUTE = "org.apache.camel:context=wechat-archiver,type=routes,name=\"import-delivery\"";
    private static final String WORK = "org.apache.camel:context=wechat-archiver,type=endpoints,name=\"seda://work?*\"";
    private static final String TRACER = "org.apache.camel:context=wechat-archiver,type=tracer,name=BacklogTracer";
    private static final String DEBUGGER = "org.apache.camel:context=wechat-archiver,type=tracer,name=BacklogDebugger";
    private static final String INFLIGHT =
            "org.apache.camel:context=wechat-archiver,type=services,name=DefaultInflightRepository";
    private static final String HEAP = "com.sun.management:type=HotSpotDiagnostic";
    private static final String DIAGNOSTIC = "com.sun.management:type=DiagnosticCommand";
    private static final String RECORDER = "jdk.management.jfr:type=FlightRecorder";
    private static final String RUNTIME = "java.lang:type=Runtime";
    private static final String LOGGING = "java.util.logging:type=Logging";
    private static final String OURS = "org.opencompliance.archiver:type=";

    private Forbidden() {}

    /** JSON requests by their aim. */
    static Map<String, String> requests() {
        Map<String, String> requests = new LinkedHashMap<>();
        execs().forEach(exec -> requests.put(exec.get(1) + " of " + exec.get(0), exec(exec)));
        Stream.of("SystemProperties", "InputArguments", "ClassPath", "Name")
                .forEach(attribute -> requests.put(attribute, read(RUNTIME, attribute)));
        requests.put("everything of the runtime", json(Map.of("type", "read", "mbean", RUNTIME)));
        requests.put("everything of everything", json(Map.of("type", "read", "mbean", "*:*", "ignoreErrors", true)));
        requests.put("properties behind a pattern", read("java.lang:type=*", "SystemProperties"));
        requests.put(
                "properties behind a path",
                json(Map.of(
                        "type", "read", "mbean", RUNTIME, "attribute", "SystemProperties", "path", "java.class.path")));
        requests.put("diagnostic options", read(HEAP, "DiagnosticOptions"));
        requests.put("recordings", read(RECORDER, "Recordings"));
        requests.put("loggers", read(LOGGING, "LoggerNames"));
        requests.put("traced bodies", read(TRACER, "BodyMaxChars"));
        requests.put("threads", read("java.lang:type=Threading", "AllThreadIds"));
        requests.put("the schedule's jobs", read("quartz:*", "AllJobDetails"));
        requests.put("switching tracing on", write(CONTEXT, "Tracing", true));
        requests.put("switching the message history on", write(ROUTE, "Tracing", true));
        requests.put("more verbose memory", write("java.lang:type=Memory", "Verbose", true));
        requests.put("the page Today", write(OURS + "Today", "Json", "{}"));
        requests.put("the page Flow", write(OURS + "Flow", "Json", "{}"));
        requests.put("our own state", write(OURS + "Collector", "State", "idle"));
        requests.put("our mapping", write(OURS + "UserMapping", "Json", "{}"));
        requests.put("our advice", write(OURS + "DeadLetters", "Guide", "{}"));
        requests.put(
                "both at once",
                "[" + read(RUNTIME, "SystemProperties") + "," + exec(List.of(HEAP, "dumpHeap", "x", "true")) + "]");
        return requests;
    }

    private static List<List<String>> execs() {
        return List.of(
                List.of(OURS + "DeadLetters", "getGuide"),
                List.of(OURS + "DeadLetters", "list(java.lang.String)", "unmapped"),
                List.of(OURS + "DeadLetters", "discard(java.lang.String)", "x"),
                List.of(OURS + "Days", "list(long)", "1"),
                List.of(OURS + "Days", "report", "2026-11-20", "x"),
                List.of(OURS + "ItemStory", "story(java.lang.String,boolean)", "x", "true"),
                List.of(OURS + "Requests", "leave", "x"),
                List.of(OURS + "UserMapping", "accept", "x"),
                List.of(HEAP, "dumpHeap", "heap.hprof", "true"),
                List.of(HEAP, "setVMOption", "HeapDumpOnOutOfMemoryError", "true"),
                List.of(DIAGNOSTIC, "gcHeapDump", "heap.hprof"),
                List.of(DIAGNOSTIC, "vmSystemProperties"),
                List.of(DIAGNOSTIC, "jvmtiAgentLoad", "agent.so"),
                List.of(DIAGNOSTIC, "compilerDirectivesAdd", "x.json"),
                List.of(DIAGNOSTIC, "threadPrint"),
                List.of(RECORDER, "newRecording"),
                List.of(RECORDER, "copyTo", "1", "record.jfr"),
                List.of(LOGGING, "setLoggerLevel", "", "ALL"),
                List.of("org.apache.logging.log4j2:type=1", "setConfigText", "x", "UTF-8"),
                List.of(CONTEXT, "dumpRoutesAsXml(boolean)", "true"),
                List.of(CONTEXT, "dumpRoutesAsXml(boolean,boolean)", "true", "true"),
                List.of(CONTEXT, "dumpRoutesAsYaml(boolean)", "true"),
                List.of(CONTEXT, "sendBody(java.lang.String,java.lang.Object)", "direct:import-item", "x"),
                List.of(CONTEXT, "requestBody(java.lang.String,java.lang.Object)", "direct:replay-dead-letters", ""),
                List.of(CONTEXT, "sendStringBody", "direct:import-item", "x"),
                List.of(CONTEXT, "createEndpoint", "file:/"),
                List.of(CONTEXT, "addOrUpdateRoutesFromXml", "<routes/>"),
                List.of(CONTEXT, "setGlobalOption", "x", "y"),
                List.of(CONTEXT, "stop"),
                List.of(CONTEXT, "suspend()"),
                List.of(ROUTE, "dumpRouteAsXml(boolean)", "true"),
                List.of(ROUTE, "updateRouteFromXml", "<route/>"),
                List.of(ROUTE, "stop()"),
                List.of(ROUTE, "remove()"),
                List.of(WORK, "browseAllMessagesAsXml", "true"),
                List.of(WORK, "browseExchange", "0"),
                List.of(WORK, "purgeQueue"),
                List.of(INFLIGHT, "browse()"),
                List.of(TRACER, "dumpAllTracedMessagesAsXml"),
                List.of(DEBUGGER, "enableDebugger"),
                List.of(DEBUGGER, "addBreakpoint", "import-delivery"),
                List.of(
                        "org.apache.camel:context=wechat-archiver,type=health,name=DefaultHealthCheckRegistry",
                        "disableById",
                        "storage"),
                List.of("java.lang:type=Threading", "dumpAllThreads(boolean,boolean)", "true", "true"),
                List.of("JMImplementation:type=MBeanServerDelegate", "toString"),
                List.of("jolokia:type=Config", "resetHistoryEntries"),
                List.of("quartz:type=QuartzScheduler,name=x,instance=y", "shutdown"));
    }

    /** The same requests as paths, which a browser could send after a click on a link in a mail. */
    static Stream<String> paths() {
        return Stream.of(
                "read/java.lang:type=Runtime/SystemProperties",
                "read/java.lang:type=Runtime/InputArguments",
                "read/com.sun.management:type=HotSpotDiagnostic/DiagnosticOptions",
                "exec/com.sun.management:type=HotSpotDiagnostic/dumpHeap/heap.hprof/true",
                "exec/com.sun.management:type=DiagnosticCommand/vmSystemProperties",
                "exec/jdk.management.jfr:type=FlightRecorder/newRecording",
                "exec/java.util.logging:type=Logging/setLoggerLevel/x/ALL",
                "exec/org.apache.camel:context=wechat-archiver,type=context,name=%22wechat-archiver%22/dumpRoutesAsXml(boolean)/true",
                "write/org.apache.camel:context=wechat-archiver,type=context,name=%22wechat-archiver%22/Tracing/true");
    }

    /** Methods and paths on the management port, including paths that Camel and other products serve on theirs. */
    static Stream<String> management() {
        return Stream.of(
                "GET /",
                "GET /observe",
                "GET /observe/heapdump",
                "GET /observe/threaddump",
                "GET /observe/env",
                "GET /observe/info",
                "GET /observe/jolokia",
                "GET /observe/jolokia/version",
                "POST /observe/jolokia",
                "GET /observe/health/heapdump",
                "GET /observe/health/../heapdump",
                "GET /observe/%2e%2e/%2e%2e/etc/passwd",
                "GET /observe/metrics/../../../etc/passwd",
                "GET //observe/heapdump",
                "GET /q/health",
                "GET /q/dev",
                "GET /q/dev/trace",
                "GET /q/info",
                "GET /q/jolokia/list",
                "POST /q/send",
                "PUT /q/upload/route.camel.yaml",
                "DELETE /q/upload/route.camel.yaml",
                "GET /q/download",
                "GET /actuator/heapdump",
                "GET /actuator/env",
                "GET /jolokia/list",
                "GET /hawtio",
                "GET /debug/pprof",
                "GET /application.properties");
    }

    private static String exec(List<String> call) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("type", "exec");
        request.put("mbean", call.get(0));
        request.put("operation", call.get(1));
        request.put("arguments", new ArrayList<>(call.subList(2, call.size())));
        return json(request);
    }

    private static String read(String mbean, String attribute) {
        return json(Map.of("type", "read", "mbean", mbean, "attribute", attribute));
    }

    private static String write(String mbean, String attribute, Object value) {
        return json(Map.of("type", "write", "mbean", mbean, "attribute", attribute, "value", value));
    }

    private static String json(Object request) {
        try {
            return ObservedArchiver.JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
