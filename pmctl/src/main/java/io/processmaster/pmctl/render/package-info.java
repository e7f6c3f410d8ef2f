/** Results as text: tables, views, times, sizes, indented JSON. */
package io.processmaster.pmctl.render;
