/** What a play of the samples left behind, compared item by item where functions ran in other places. */
package org.zhicheng.checks.places;
